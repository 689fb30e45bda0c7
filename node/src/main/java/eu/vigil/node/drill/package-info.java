/** Whether peers are there before they are needed: tests of their nodes, drills of their people, and what came of both. */
@NullMarked
package eu.vigil.node.drill;

import org.jspecify.annotations.NullMarked;
