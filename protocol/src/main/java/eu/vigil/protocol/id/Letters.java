package eu.vigil.protocol.id;

/** Looks at the letters of names: every message makes some, and a pattern takes ten times as long. */
final class Letters {
    private Letters() {}

    static boolean areCapitals(String text, int start, int end) {
        for (int place = start; place < end; place++) {
            if (text.charAt(place) < 'A' || text.charAt(place) > 'Z') {
                return false;
            }
        }
        return true;
    }

    static boolean areDigits(String text, int start, int end) {
        for (int place = start; place < end; place++) {
            if (text.charAt(place) < '0' || text.charAt(place) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Words of capitals and digits with a hyphen between them, the first beginning with a capital. */
    static boolean areWords(String text) {
        boolean within = false;
        for (int place = 0; place < text.length(); place++) {
            boolean capital = areCapitals(text, place, place + 1);
            boolean hyphen = text.charAt(place) == '-';
            boolean digit = areDigits(text, place, place + 1);
            if (!capital && (place == 0 || !(digit || (hyphen && within)))) {
                return false;
            }
            within = !hyphen;
        }
        return within;
    }
}
