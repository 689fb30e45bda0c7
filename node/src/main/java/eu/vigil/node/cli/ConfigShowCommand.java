package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.vigil.config.ConfigReader;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.ConfigShow;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Setting;
import eu.vigil.node.logging.Visible;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigil config show}: the values in force, each with where it came from. Needs no node. */
@Command(name = "show", description = "Show the values in force, each with where it came from; needs no node.")
final class ConfigShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Globals globals;
    private final Screen screen;

    ConfigShowCommand(Surroundings surroundings, Globals globals, Screen screen) {
        this.surroundings = surroundings;
        this.globals = globals;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return switch (new ConfigReader()
                .read(globals.configFile(surroundings), surroundings.environment(), surroundings.properties())) {
            case ConfigReading.Faulty<VigilConfig>(var problems) ->
                screen.misconfigured(problems.stream().map(Problem::toString).toList());
            case ConfigReading.Loaded<VigilConfig> loaded ->
                screen.show(() -> Visible.lines(ConfigShow.text(loaded.settings())), () -> json(loaded.settings()));
        };
    }

    private static ArrayNode json(List<Setting> settings) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        settings.forEach(setting -> list.addObject()
                .put("key", setting.key())
                .put("value", setting.value())
                .put("origin", setting.origin().toString()));
        return list;
    }
}
