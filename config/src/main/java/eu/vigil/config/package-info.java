/** What the operator decides, as records with units: read once, wholly checked, told with all its problems at once. */
@NullMarked
package eu.vigil.config;

import org.jspecify.annotations.NullMarked;
