package eu.vigil.pki.certificate;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.certificate.Verdict.Distrusted;
import eu.vigil.pki.certificate.Verdict.Reason;
import eu.vigil.pki.certificate.Verdict.Trusted;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Validates a chain for one use against the anchors of the one participant that it must belong to (RFC 5280 section 6).
 *
 * <p>Stricter than the RFC: exactly one name and that exactly the participant's, at most one issuing CA, which must be
 * constrained to the participant's name and to leaves, and no algorithm but suite 1's. The length, use and life of the anchor
 * are checked here too, since the RFC and the JDK take an anchor for what it says.
 *
 * <p>Thread-safe. It remembers the chains that it has trusted, because the same one comes with every message of a peer: only
 * the instant is compared again.
 */
public final class ChainCheck {
    private static final int REMEMBERED_MAX = 1024;
    private static final String SIGNATURE_ALGORITHM = "SHA256withECDSA";

    private final Map<Question, Answer> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    private record Question(List<X509Certificate> chain, Set<X509Certificate> anchors, Named expected, Use use) {}

    private record Answer(Trusted trusted, Instant from, Instant until) {}

    /**
     * Judges a chain.
     *
     * @param chain the leaf first, without the anchor
     * @param anchors the expected participant's and nobody else's
     * @param expected whom the leaf must name, exactly
     * @param use what the leaf is shown for
     * @param at the instant at which all must be valid
     */
    public Verdict check(
            List<X509Certificate> chain, Set<X509Certificate> anchors, Named expected, Use use, Instant at) {
        Question question = new Question(List.copyOf(chain), Set.copyOf(anchors), expected, use);
        Optional<Answer> known;
        synchronized (remembered) {
            known = Optional.ofNullable(remembered.get(question));
        }
        if (known.isPresent()
                && !at.isBefore(known.get().from())
                && !at.isAfter(known.get().until())) {
            return known.get().trusted();
        }
        Verdict verdict = judge(question, at);
        if (verdict instanceof Trusted trusted) {
            synchronized (remembered) {
                remembered.put(question, answer(question.chain(), trusted));
            }
        }
        return verdict;
    }

    private static Answer answer(List<X509Certificate> chain, Trusted trusted) {
        Instant from = trusted.anchor().getNotBefore().toInstant();
        Instant until = trusted.anchor().getNotAfter().toInstant();
        for (X509Certificate certificate : chain) {
            Instant begin = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            from = begin.isAfter(from) ? begin : from;
            until = end.isBefore(until) ? end : until;
        }
        return new Answer(trusted, from, until);
    }

    private static Verdict judge(Question question, Instant at) {
        return shape(question)
                .or(() -> LeafUse.objection(question.chain().getFirst(), question.use()))
                .or(() -> life(question.chain(), at))
                .<Verdict>map(objection -> objection)
                .orElseGet(() -> path(question, at));
    }

    private static Optional<Distrusted> shape(Question question) {
        List<X509Certificate> chain = question.chain();
        Named expected = question.expected();
        if (chain.isEmpty()) {
            return no(Reason.EMPTY, "no certificate was shown for %s".formatted(expected));
        }
        if (question.anchors().isEmpty()) {
            return no(Reason.UNKNOWN_PARTICIPANT, "the directory has no State CA of %s".formatted(expected));
        }
        Optional<Named> named = Names.in(chain.getFirst());
        if (!named.equals(Optional.of(expected))) {
            return no(
                    Reason.WRONG_NAME,
                    "the certificate names %s, not %s"
                            .formatted(named.map(Named::toString).orElse("no participant"), expected));
        }
        if (chain.size() > 2) {
            return no(
                    Reason.PATH_TOO_LONG,
                    "%d authorities stand between %s and its State CA, where one may"
                            .formatted(chain.size() - 1, expected));
        }
        for (X509Certificate certificate : chain) {
            if (!SIGNATURE_ALGORITHM.equals(certificate.getSigAlgName())) {
                return no(
                        Reason.WRONG_ALGORITHM,
                        "'%s' is signed with %s, not with ECDSA and SHA-256"
                                .formatted(subject(certificate), certificate.getSigAlgName()));
            }
        }
        return chain.size() == 2 ? issuing(chain.getLast()) : Optional.empty();
    }

    private static Optional<Distrusted> issuing(X509Certificate issuing) {
        if (!P256.isKeyOf(issuing)) {
            return no(Reason.WRONG_ALGORITHM, "the key of '%s' is not on P-256".formatted(subject(issuing)));
        }
        if (issuing.getBasicConstraints() != 0) {
            return no(Reason.UNCONSTRAINED, "'%s' is no authority with path length 0".formatted(subject(issuing)));
        }
        Set<String> critical = issuing.getCriticalExtensionOIDs();
        if (critical == null || !critical.contains("2.5.29.30")) {
            return no(Reason.UNCONSTRAINED, "'%s' has no critical name constraint".formatted(subject(issuing)));
        }
        return Optional.empty();
    }

    private static Optional<Distrusted> life(List<X509Certificate> chain, Instant at) {
        for (X509Certificate certificate : chain) {
            Optional<Distrusted> objection = life(certificate, at);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private static Optional<Distrusted> life(X509Certificate certificate, Instant at) {
        if (at.isBefore(certificate.getNotBefore().toInstant())) {
            return no(
                    Reason.NOT_YET_VALID,
                    "'%s' is valid from %s; it is %s"
                            .formatted(
                                    subject(certificate),
                                    certificate.getNotBefore().toInstant(),
                                    at));
        }
        if (at.isAfter(certificate.getNotAfter().toInstant())) {
            return no(
                    Reason.EXPIRED,
                    "'%s' expired at %s; it is %s"
                            .formatted(
                                    subject(certificate),
                                    certificate.getNotAfter().toInstant(),
                                    at));
        }
        return Optional.empty();
    }

    private static Verdict path(Question question, Instant at) {
        try {
            Set<TrustAnchor> anchors = question.anchors().stream()
                    .map(anchor -> new TrustAnchor(anchor, null))
                    .collect(Collectors.toSet());
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            // The JDK's own arithmetic makes tables first, which a node that starts would wait for.
            Arithmetic.fastest().registered().ifPresent(parameters::setSigProvider);
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(question.chain());
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return anchor(question, result.getTrustAnchor().getTrustedCert(), at);
        } catch (CertPathValidatorException e) {
            return broken(question, e);
        } catch (GeneralSecurityException e) {
            return new Distrusted(
                    Reason.BROKEN, "the chain of %s cannot be read: %s".formatted(question.expected(), e.getMessage()));
        }
    }

    private static Verdict anchor(Question question, @Nullable X509Certificate anchor, Instant at) {
        if (anchor == null) {
            throw new IllegalStateException("a trust anchor made from a certificate has lost it");
        }
        int intermediates = question.chain().size() - 1;
        if (anchor.getBasicConstraints() < intermediates) {
            return new Distrusted(
                    Reason.PATH_TOO_LONG, "'%s' allows no issuing CA below it".formatted(subject(anchor)));
        }
        boolean @Nullable [] usage = anchor.getKeyUsage();
        if (anchor.getBasicConstraints() < 0 || usage == null || !usage[LeafUse.KEY_CERT_SIGN]) {
            return new Distrusted(Reason.WRONG_USE, "'%s' is no State CA".formatted(subject(anchor)));
        }
        if (!P256.isKeyOf(anchor)) {
            return new Distrusted(Reason.WRONG_ALGORITHM, "the key of '%s' is not on P-256".formatted(subject(anchor)));
        }
        return life(anchor, at)
                .<Verdict>map(objection -> objection)
                .orElseGet(() -> new Trusted(question.chain().getFirst(), anchor));
    }

    private static Distrusted broken(Question question, CertPathValidatorException e) {
        Named expected = question.expected();
        CertPathValidatorException.Reason why = e.getReason();
        if (why == PKIXReason.NO_TRUST_ANCHOR) {
            return notAnchored(expected);
        }
        if (why == PKIXReason.INVALID_NAME) {
            return new Distrusted(
                    Reason.OUTSIDE_CONSTRAINT,
                    "the issuing CA may not certify %s: the name is outside its constraint"
                            .formatted(expected.dnsName()));
        }
        // The JDK looks for an anchor by its name: with a rogue CA of the same name, the signature is what differs.
        if (why == BasicReason.INVALID_SIGNATURE
                && e.getIndex() == question.chain().size() - 1) {
            return notAnchored(expected);
        }
        return new Distrusted(Reason.BROKEN, "the chain of %s does not hold: %s".formatted(expected, e.getMessage()));
    }

    private static Distrusted notAnchored(Named expected) {
        return new Distrusted(Reason.NOT_ANCHORED, "the chain does not end at a State CA of %s".formatted(expected));
    }

    private static Optional<Distrusted> no(Reason reason, String text) {
        return Optional.of(new Distrusted(reason, text));
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
