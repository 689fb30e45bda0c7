package eu.vigil.node.boot;

import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Opening;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.seal.SenderCheck;
import eu.vigil.protocol.form.Rules;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does once, beside the start, what the first message of the night would otherwise wait for: the field rules are loaded, and a message to
 * ourselves is signed, sealed, opened and verified. So keys that do not fit together are also found out at start, and not at 03:10.
 */
record WarmUp(NodeKeys keys, Rules rules, InstantSource clock, SecureRandom random) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    @Override
    public void run() {
        Instant now = clock.instant();
        Sealer sealer = new Sealer(keys.signing(), random);
        byte[] sealed = sealer.seal(
                sealer.sign("to ourselves".getBytes(StandardCharsets.US_ASCII), now),
                keys.decryption().getFirst().recipient());
        SenderCheck ourselves = (_, _) -> new SenderCheck.Verdict.Accepted();
        if (new Opener(keys.decryption()).open(sealed, ourselves, now) instanceof Opening.Refused refused) {
            LOG.atError()
                    .addKeyValue("reason", refused.reason())
                    .addKeyValue("detail", refused.detail())
                    .log("this node cannot open what it seals for itself: its keys do not fit together");
        }
        rules.warm();
    }
}
