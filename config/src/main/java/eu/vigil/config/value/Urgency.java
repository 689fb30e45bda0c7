package eu.vigil.config.value;

/** How urgent a message is (domain: significant and imminent risk to life; eight hours; days). */
public enum Urgency {
    EMERGENCY,
    URGENT,
    ROUTINE
}
