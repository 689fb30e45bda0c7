package eu.vigil.node.operator.desk;

/**
 * One broken rule.
 *
 * @param field the path of the field as JSON names it: {@code preservationRequest.dataSought[0].from}
 * @param message what is wrong and what would be right
 */
public record Violation(String field, String message) {}
