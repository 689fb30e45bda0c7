package eu.vigil.node.process;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stops a running node, all of its threads at once, at the beginning of a method: whoever kills it then kills it exactly there. The node
 * knows nothing of it: this is the JDK's debugger interface, and the node an ordinary one that was started with {@link #environment}.
 */
final class Snare implements AutoCloseable {
    private final VirtualMachine machine;
    private final List<List<BreakpointRequest>> path;

    /** A method of the node, any of that name. */
    record Place(String type, String method) {}

    private Snare(VirtualMachine machine, List<List<BreakpointRequest>> path) {
        this.machine = machine;
        this.path = path;
    }

    /** Lets a node be snared at a port of this machine. */
    static Map<String, String> environment(int port) {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
    }

    /**
     * Sets a snare.
     *
     * @param path places that have to be passed in this order; the last one is where the node stops
     */
    static Snare set(int port, List<Place> path) throws IOException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        VirtualMachine machine;
        try {
            machine = connector.attach(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
        List<List<BreakpointRequest>> steps = new ArrayList<>();
        for (Place place : path) {
            steps.add(at(machine, place));
        }
        steps.getFirst().forEach(EventRequest::enable);
        return new Snare(machine, steps);
    }

    private static List<BreakpointRequest> at(VirtualMachine machine, Place place) {
        List<BreakpointRequest> requests = new ArrayList<>();
        for (ReferenceType type : machine.classesByName(place.type())) {
            for (Method method : type.methodsByName(place.method())) {
                if (!method.isAbstract() && !method.isBridge()) {
                    BreakpointRequest request =
                            machine.eventRequestManager().createBreakpointRequest(method.location());
                    request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
                    requests.add(request);
                }
            }
        }
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("the node has no %s".formatted(place));
        }
        return requests;
    }

    /** Waits until the node stands at the last place; says where, and on which thread. */
    String awaitSprung(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        int passed = 0;
        while (true) {
            EventSet events = machine.eventQueue().remove(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (events == null) {
                throw new AssertionError("the node passed %d of %d places in %s".formatted(passed, path.size(), most));
            }
            for (Event event : events) {
                if (event instanceof BreakpointEvent hit
                        && path.get(passed).contains((BreakpointRequest) hit.request())) {
                    path.get(passed).forEach(EventRequest::disable);
                    passed++;
                    if (passed == path.size()) {
                        return "%s on thread %s"
                                .formatted(hit.location().method(), hit.thread().name());
                    }
                    path.get(passed).forEach(EventRequest::enable);
                }
            }
            events.resume();
        }
    }

    @Override
    public void close() {
        release();
    }

    /** Lets the node go on, if it lives. */
    void release() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException _) {
            return; // it was killed
        }
    }
}
