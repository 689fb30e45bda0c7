package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.node.escalation.InboundHooks;
import eu.vigil.node.escalation.InboundHooks.HookAnswer;

/**
 * From HTTP to the {@link InboundHooks} and back. What is authentic and changes nothing is answered 200 as well: a provider takes anything else for a
 * failure, repeats it and in the end sends nothing more.
 */
final class HookRoutes {
    private final InboundHooks hooks;

    HookRoutes(InboundHooks hooks) {
        this.hooks = hooks;
    }

    Reply receive(Call call) {
        InboundHooks.Incoming incoming =
                new InboundHooks.Incoming(call.parameter("channel"), call.headers(), call.body());
        return switch (hooks.receive(incoming).toCompletableFuture().join()) {
            case HookAnswer.Acknowledged _ -> done("acknowledged");
            case HookAnswer.WasOver _ -> done("was-over");
            case HookAnswer.Repeated() -> done("repeated");
            case HookAnswer.Ignored _ -> done("ignored");
            case HookAnswer.UnknownIncident() ->
                Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, "this channel was called about no such incident"));
            case HookAnswer.NoSuchHook() ->
                Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, "no channel of that name takes acknowledgements"));
            case HookAnswer.Forged _ ->
                Reply.problem(Problem.of(Problem.Kind.NOT_SIGNED, "it is not signed by the secret of this channel"));
            case HookAnswer.Stale(String why) -> Reply.problem(Problem.of(Problem.Kind.FORBIDDEN, why));
            case HookAnswer.Malformed(String why) -> Reply.problem(Problem.of(Problem.Kind.MALFORMED, why));
            case HookAnswer.NotNow() ->
                Reply.problem(Problem.of(Problem.Kind.UNAVAILABLE, "it could not be written; send it again"));
        };
    }

    private static Reply done(String result) {
        return Reply.json(200, JsonNodeFactory.instance.objectNode().put("result", result));
    }
}
