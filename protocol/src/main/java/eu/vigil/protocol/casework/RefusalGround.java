package eu.vigil.protocol.casework;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Why a request may be refused: closed lists, one per family of requests. Workload is not among them. */
public enum RefusalGround {
    /** Budapest Art. 27(4)(a), 29(5)(a). */
    POLITICAL_OFFENCE,
    /** Prejudice to sovereignty, security, ordre public or other essential interests (Budapest Art. 27(4)(b), 29(5)(b)). */
    SOVEREIGNTY_SECURITY_ORDRE_PUBLIC,
    /** Only with a reservation, and for an offence outside Budapest Arts. 2 to 11 (Art. 29(4)). */
    DUAL_CRIMINALITY_RESERVATION,
    /** A ground of the requested State's own law (Budapest Art. 25(4)); never that the offence is fiscal alone. */
    DOMESTIC_LAW,
    NOT_AVAILABLE,
    AUTHORISATION_REFUSED,
    ESSENTIAL_SECURITY,
    JEOPARDISES_INVESTIGATION,
    DISPROPORTIONATE,
    NOT_COMPETENT;

    /** The families of requests that have their own list. */
    public enum Family {
        /** Preservation of stored data (Budapest Art. 29). */
        PRESERVATION("Budapest Art. 29(4)-(5)"),
        /** Disclosure of preserved traffic data (Budapest Art. 30). */
        TRAFFIC_DATA("Budapest Art. 30(2)"),
        /** Mutual assistance (Budapest Art. 31; Second Protocol Art. 9, 10). */
        MUTUAL_ASSISTANCE("Budapest Art. 25(4), 27(4)"),
        /** Information between police and contact points. */
        POLICE_INFORMATION("after Directive (EU) 2023/977 Art. 6");

        private final String source;

        Family(String source) {
            this.source = source;
        }

        /** Where its list stands: "Budapest Art. 29(4)-(5)". */
        public String source() {
            return source;
        }

        /** The family in words: "preservation". */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The closed list of a family, in the order of this enum. */
    public static List<RefusalGround> of(Family family) {
        return Stream.of(values()).filter(ground -> ground.servesFor(family)).toList();
    }

    /**
     * Why this ground does not serve, with what would.
     *
     * @param family that has another list
     */
    String unserving(Family family) {
        return "%s is no ground to refuse a request for %s (%s); right: one of %s"
                .formatted(
                        this,
                        family.words(),
                        family.source(),
                        String.join(", ", of(family).stream().map(Enum::name).toList()));
    }

    /** True if a request of that family may be refused on this ground. */
    public boolean servesFor(Family family) {
        return switch (this) {
            case POLITICAL_OFFENCE, SOVEREIGNTY_SECURITY_ORDRE_PUBLIC -> family != Family.POLICE_INFORMATION;
            case DUAL_CRIMINALITY_RESERVATION -> family == Family.PRESERVATION;
            case DOMESTIC_LAW -> family == Family.MUTUAL_ASSISTANCE;
            case NOT_AVAILABLE,
                    AUTHORISATION_REFUSED,
                    ESSENTIAL_SECURITY,
                    JEOPARDISES_INVESTIGATION,
                    DISPROPORTIONATE,
                    NOT_COMPETENT -> family == Family.POLICE_INFORMATION;
        };
    }
}
