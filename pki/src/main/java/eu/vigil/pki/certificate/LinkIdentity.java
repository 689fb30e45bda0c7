package eu.vigil.pki.certificate;

import eu.vigil.pki.key.SigningIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What a node shows at either end of a link: one key and its chain, whoever asks. It can be renewed while links are made: an engine asks
 * first for a name, then for the chain and the key of that name, so the one before stays to be had by its own.
 */
public final class LinkIdentity extends X509ExtendedKeyManager {
    private static final String KEY_TYPE = "EC";

    private volatile Shown shown;

    private record Named(String alias, SigningIdentity identity) {
        static Named of(SigningIdentity identity) {
            return new Named("tls-" + identity.certificate().getSerialNumber().toString(Character.MAX_RADIX), identity);
        }
    }

    private record Shown(Named now, Named before) {}

    /** Shows this identity. */
    public LinkIdentity(SigningIdentity tls) {
        Named first = Named.of(tls);
        this.shown = new Shown(first, first);
    }

    /** Shows this identity from now on; links that stand are not concerned. */
    public void renew(SigningIdentity tls) {
        shown = new Shown(Named.of(tls), shown.now());
    }

    private Optional<SigningIdentity> named(String alias) {
        Shown all = shown;
        return Stream.of(all.now(), all.before())
                .filter(one -> one.alias().equals(alias))
                .map(Named::identity)
                .findFirst();
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return chooseClientAlias(keyTypes, issuers, null);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        for (String keyType : keyTypes) {
            String alias = alias(keyType);
            if (alias != null) {
                return alias;
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return aliases(keyType);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return named(alias)
                .map(identity -> identity.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return named(alias).map(SigningIdentity::key).orElse(null);
    }

    private String @Nullable [] aliases(String keyType) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    /** Engines ask for {@code EC}, {@code EC_EC} or {@code ECDHE_ECDSA}, according to their make. */
    private @Nullable String alias(String keyType) {
        return keyType.startsWith(KEY_TYPE) ? shown.now().alias() : null;
    }
}
