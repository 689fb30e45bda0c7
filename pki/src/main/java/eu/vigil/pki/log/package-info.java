/**
 * The pair log's mathematics: a tree that can only grow, short proofs that it did, heads that are signed, and receipts that
 * anyone can check with nothing but the log's key.
 */
@NullMarked
package eu.vigil.pki.log;

import org.jspecify.annotations.NullMarked;
