package eu.vigil.node.operator.desk;

import java.util.Optional;

/**
 * Which pages to list.
 *
 * @param open true: only those of incidents that nobody has acknowledged yet
 * @param limit at most so many, 1 to {@link CaseFilter#LIMIT_MAX}
 * @param cursor where to go on, as the last listing gave it
 */
public record PageFilter(boolean open, int limit, Optional<String> cursor) {}
