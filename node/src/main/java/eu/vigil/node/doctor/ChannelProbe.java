package eu.vigil.node.doctor;

import eu.vigil.node.escalation.plan.Channel;
import eu.vigil.node.escalation.webhook.AddressRule;
import eu.vigil.node.escalation.webhook.AddressSource;
import eu.vigil.node.escalation.webhook.ChannelSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Tries every channel side by side as far as a connection goes, and sends no page. */
public final class ChannelProbe {
    private static final Duration TIME_MAX = Duration.ofSeconds(3);

    private final ChannelSecrets secrets;
    private final AddressRule rule;
    private final AddressSource addresses;

    /** Goes by the same rules as a page would. */
    public ChannelProbe(ChannelSecrets secrets, AddressRule rule, AddressSource addresses) {
        this.secrets = secrets;
        this.rule = rule;
        this.addresses = addresses;
    }

    /** Tries them, in order of their names; takes three seconds or little more. */
    public List<ChannelFacts> of(Collection<Channel> channels) {
        List<ChannelFacts> facts = new ArrayList<>();
        // Not closed: a name that is still being looked up would be waited for.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        List<Channel> sorted = channels.stream()
                .sorted(java.util.Comparator.comparing(Channel::name))
                .toList();
        List<Future<Reached>> tries = sorted.stream()
                .map(channel -> threads.submit(() -> reach(channel)))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            facts.add(facts(sorted.get(i), await(tries.get(i))));
        }
        threads.shutdownNow();
        return facts;
    }

    private record Reached(Optional<String> addressFault, Optional<String> reachFault) {
        static final Reached WELL = new Reached(Optional.empty(), Optional.empty());

        static Reached address(String why) {
            return new Reached(Optional.of(why), Optional.empty());
        }

        static Reached silent(String why) {
            return new Reached(Optional.empty(), Optional.of(why));
        }
    }

    private ChannelFacts facts(Channel channel, Reached reached) {
        Optional<String> secretFault = secrets.fault(channel);
        return new ChannelFacts(
                channel.name(),
                "%s:%d".formatted(channel.url().getHost(), channel.port()),
                secretFault,
                reached.addressFault(),
                reached.reachFault());
    }

    private static Reached await(Future<Reached> attempt) {
        try {
            return attempt.get(TIME_MAX.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return Reached.silent("its name is not resolved in time");
        } catch (ExecutionException e) {
            return Reached.silent(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Reached.silent("interrupted");
        }
    }

    private Reached reach(Channel channel) {
        String host = channel.url().getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!channel.encrypted() && !AddressRule.namesLoopback(host)) {
            return Reached.address("'%s' is not https and not this machine".formatted(channel.url()));
        }
        Optional<InetAddress> allowed;
        try {
            allowed = addresses.resolve(bare).stream()
                    .filter(one -> rule.allows(host, one))
                    .findFirst();
        } catch (UnknownHostException _) {
            return Reached.silent("'%s' has no address now".formatted(bare));
        }
        if (allowed.isEmpty()) {
            return Reached.address("'%s' is at a private address".formatted(bare));
        }
        return connect(channel, bare, allowed.get());
    }

    private static Reached connect(Channel channel, String host, InetAddress address) {
        int timeMaxMillis = Math.toIntExact(TIME_MAX.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, channel.port()), timeMaxMillis);
            socket.setSoTimeout(timeMaxMillis);
            if (channel.encrypted()) {
                handshake(socket, host, channel.port());
            }
            return Reached.WELL;
        } catch (IOException e) {
            return Reached.silent(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static void handshake(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
        }
    }
}
