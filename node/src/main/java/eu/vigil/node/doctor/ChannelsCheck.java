package eu.vigil.node.doctor;

import java.util.ArrayList;
import java.util.List;

/** Each channel has what it needs, and its far end answers. One that only cannot be reached now is a warning while another can. */
public record ChannelsCheck(List<ChannelFacts> channels) implements Check {
    @Override
    public String name() {
        return "channels";
    }

    @Override
    public List<Finding> look() {
        if (channels.isEmpty()) {
            return List.of(Finding.failed(
                    "escalation.channels: there is none, so nobody can be paged", "add two, over different providers"));
        }
        boolean one = channels.stream().anyMatch(ChannelFacts::isUsable);
        List<Finding> findings = new ArrayList<>();
        for (ChannelFacts channel : channels) {
            String key = "escalation.channels." + channel.name();
            channel.secretFault()
                    .ifPresent(why -> findings.add(Finding.failed(
                            "%s.secret: %s".formatted(key, why),
                            "write the provider's secret (whsec_...) where the key says, mode 0600")));
            channel.addressFault()
                    .ifPresent(why -> findings.add(Finding.failed(
                            "%s.url: %s".formatted(key, why),
                            "correct the address, or list its network in escalation.private-addresses if it is ours")));
            channel.reachFault().ifPresent(why -> {
                String what = "%s: %s does not answer: %s".formatted(key, channel.address(), why);
                String remedy =
                        "look at the network and at the provider; then vigil page test --channel " + channel.name();
                findings.add(one ? Finding.warning(what, remedy) : Finding.failed(what, remedy));
            });
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok("%d of %d answer, each with its secret".formatted(channels.size(), channels.size())));
        }
        return findings;
    }
}
