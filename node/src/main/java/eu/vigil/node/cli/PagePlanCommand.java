package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.node.boot.EscalationPlans;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.PlannedPage;
import eu.vigil.node.escalation.plan.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil page plan}: who would be paged and when, if nobody acknowledged. Needs no node. */
@Command(
        name = "plan",
        description = {
            "Who would be paged and when, on the first channel of each, until somebody acknowledges.",
            "Needs no node, only the configuration."
        })
final class PagePlanCommand implements Callable<Integer> {
    /** Half a year of a policy that pages two people every five minutes. */
    private static final int PAGES_MAX = 100_000;

    private final EscalationFile file;

    @Mixin
    private PolicyOption policy = new PolicyOption();

    @Option(
            names = "--opened",
            paramLabel = "T",
            description = "When the incident is opened, with its offset from UTC (default: now).")
    private @Nullable Instant opened;

    @Option(
            names = "--until",
            paramLabel = "T",
            required = true,
            description = "Up to and including which instant: 2026-03-29T08:00+02:00, or 8h from now.")
    private @Nullable Instant until;

    PagePlanCommand(EscalationFile file) {
        this.file = file;
    }

    @Override
    public Integer call() {
        Instant from = opened == null ? file.surroundings().clock().instant() : opened;
        if (until == null || until.isBefore(from)) {
            return file.screen().malformed("--until: %s is before the opening, %s".formatted(until, from));
        }
        Instant last = until;
        return policy.of(file, (config, chosen) -> {
            EscalationPlan plan = EscalationPlans.onPaper(config, chosen);
            Policy named = plan.policies().get(chosen);
            if (named == null) {
                throw new AssertionError(chosen);
            }
            List<PlannedPage> pages = PlannedPage.preview(plan, named, from, last, PAGES_MAX + 1);
            if (pages.size() > PAGES_MAX) {
                return file.screen()
                        .malformed(
                                "--until: more than %d pages until then; name an earlier instant".formatted(PAGES_MAX));
            }
            return file.screen().show(() -> text(config, named, from, pages), () -> json(pages));
        });
    }

    private String text(EscalationConfig config, Policy policy, Instant from, List<PlannedPage> pages) {
        Times times = new Times(file.surroundings().zone());
        Table table = new Table("AT", "AFTER", "CYCLE", "STEP", "TARGET", "PERSON", "CHANNEL");
        for (PlannedPage page : pages) {
            table.row(
                    times.of(page.at()),
                    Spans.words(Duration.between(from, page.at())),
                    String.valueOf(page.cycle()),
                    String.valueOf(page.step()),
                    page.target().toString(),
                    page.channel().isEmpty()
                            ? "NOBODY"
                            : page.person()
                                    .map(person -> RotaTexts.person(config, page.person()))
                                    .orElse("-"),
                    page.channel().orElse("-"));
        }
        boolean lost = pages.stream().anyMatch(page -> page.channel().isEmpty())
                || policy.steps().stream().anyMatch(step -> step.targets().isEmpty());
        return table + (lost ? "\n" + fallsThrough(policy) : "");
    }

    private static String fallsThrough(Policy policy) {
        return "A step that reaches nobody is not waited out: the next step and %s are paged at once.%n"
                .formatted(policy.catchAll().stream().map(Object::toString).collect(Collectors.joining(", ")));
    }

    private static ArrayNode json(List<PlannedPage> pages) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        pages.forEach(page -> list.addObject()
                .put("at", page.at().toString())
                .put("cycle", page.cycle())
                .put("step", page.step())
                .put("target", page.target().toString())
                .put("person", page.person().orElse(null))
                .put("channel", page.channel().orElse(null)));
        return list;
    }
}
