package eu.vigil.node.boot;

import eu.vigil.config.DrillsConfig;
import eu.vigil.node.drill.DrillSettings;

/** The section {@code drills} as the desk works by it. */
final class ConfiguredDrills {
    private ConfiguredDrills() {}

    static DrillSettings of(DrillsConfig config) {
        return new DrillSettings(
                config.machineEvery(),
                config.unreachableAfter(),
                config.human(),
                config.humanEvery(),
                config.humanMost());
    }
}
