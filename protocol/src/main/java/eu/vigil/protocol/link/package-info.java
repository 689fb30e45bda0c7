/** What two nodes may say to each other and when: the link as one pure step, from the first Hello to the last Bye. */
@NullMarked
package eu.vigil.protocol.link;

import org.jspecify.annotations.NullMarked;
