package eu.vigil.node.link;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An answer that is due exactly once. Thread-safe. */
final class Once<T> implements Consumer<T> {
    private final String question;
    private final Consumer<T> answer;
    private final AtomicBoolean answered = new AtomicBoolean();

    Once(String question, Consumer<T> answer) {
        this.question = question;
        this.answer = answer;
    }

    @Override
    public void accept(T value) {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException(question + " was answered twice");
        }
        answer.accept(value);
    }
}
