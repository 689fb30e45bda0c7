package eu.vigil.node.operator;

import eu.vigil.node.escalation.InboundHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers whatever a test wants and keeps what came. */
final class FakeHooks implements InboundHooks {
    final List<Incoming> came = new ArrayList<>();
    HookAnswer answer = new HookAnswer.NoSuchHook();

    @Override
    public CompletionStage<HookAnswer> receive(Incoming incoming) {
        came.add(incoming);
        return CompletableFuture.completedStage(answer);
    }
}
