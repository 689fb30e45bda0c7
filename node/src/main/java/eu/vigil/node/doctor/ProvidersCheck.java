package eu.vigil.node.doctor;

import java.util.ArrayList;
import java.util.List;

/** The libraries below the node are those that it is meant to run on. */
public record ProvidersCheck(ProviderFacts facts) implements Check {
    /** The release that Vigil is built and tested on, which gets security fixes until 2033. */
    private static final int JAVA_SUPPORTED = 25;

    @Override
    public String name() {
        return "providers";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        if (!facts.fast()) {
            findings.add(Finding.warning(
                    "cryptography is done by %s, many times slower than native code".formatted(facts.curve()),
                    "run on x86-64 or aarch64 Linux with glibc, and with the lib folder of the release whole"));
        }
        if (!facts.hybrid()) {
            findings.add(Finding.warning(
                    "links are protected by %s: who records them today may read them when quantum computers come"
                            .formatted(facts.tls()),
                    "run on x86-64 or aarch64 Linux with glibc, and with the lib folder of the release whole"));
        }
        if (facts.javaFeature() != JAVA_SUPPORTED) {
            findings.add(Finding.warning(
                    "Java %s is not the release that Vigil is tested on".formatted(facts.java()),
                    "run it on a JDK %d".formatted(JAVA_SUPPORTED)));
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok("%s; %s; %s; Java %s".formatted(facts.curve(), facts.tls(), facts.io(), facts.java())));
        }
        return findings;
    }
}
