package eu.vigil.pki.certificate;

import eu.vigil.pki.key.SigningIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** What a node shows at either end of a link: one key and its chain, whoever asks. */
public final class LinkIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "tls";
    private static final String KEY_TYPE = "EC";

    private final SigningIdentity identity;

    /** Shows this identity. */
    public LinkIdentity(SigningIdentity tls) {
        this.identity = tls;
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
            if (alias(keyType) != null) {
                return ALIAS;
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
        return ALIAS.equals(alias) ? identity.chain().toArray(X509Certificate[]::new) : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return ALIAS.equals(alias) ? identity.key() : null;
    }

    private static String @Nullable [] aliases(String keyType) {
        return alias(keyType) == null ? null : new String[] {ALIAS};
    }

    /** Engines ask for {@code EC}, {@code EC_EC} or {@code ECDHE_ECDSA}, according to their make. */
    private static @Nullable String alias(String keyType) {
        return keyType.startsWith(KEY_TYPE) ? ALIAS : null;
    }
}
