package eu.vigil.node.boot;

import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.key.Origin;
import eu.vigil.config.key.Setting;
import eu.vigil.config.key.Warning;
import eu.vigil.node.escalation.plan.PlanFindings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When nobody is on call, as warnings about the configuration: what only a clock can tell, so that reading the files cannot. */
public final class RotaGaps {
    private RotaGaps() {}

    /**
     * One warning for each gap of the next 14 days.
     *
     * @param settings say where each rota is written
     */
    public static List<Warning> of(EscalationConfig config, List<Setting> settings, Instant now) {
        List<Warning> warnings = new ArrayList<>();
        EscalationPlans.rotas(config).forEach((name, rota) -> {
            String key = "escalation.rotas." + name;
            settings.stream()
                    .filter(setting -> setting.key().startsWith(key + "."))
                    .map(Setting::origin)
                    .findFirst()
                    .ifPresent(origin -> warnings.addAll(warnings(key, origin, PlanFindings.gaps(rota, now))));
        });
        return List.copyOf(warnings);
    }

    private static List<Warning> warnings(String key, Origin origin, List<String> gaps) {
        return gaps.stream().map(gap -> new Warning(key, origin, gap)).toList();
    }
}
