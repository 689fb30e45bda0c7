package eu.vigil.bench.operations;

import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A request moves on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CaseStep {
    private final CaseEvent event = new CaseEvent.Receipted();
    private final RequestState state = RequestState.SENT;

    /** From sent to receipted. */
    @Benchmark
    public RequestLife.Step step() {
        return RequestLife.step(state, Side.REQUESTING, event);
    }
}
