/**
 * The store: the adapters behind every room's ports, in plain SQL that both SQLite and PostgreSQL understand.
 *
 * <p>An adapter {@code SqliteThings implements Things} takes the {@link eu.vigil.node.store.Handle} of the transaction and nothing
 * else, {@link eu.vigil.node.store.StoreTransaction} hands it out, a migration {@code V00N__things.sql} makes its tables,
 * {@link eu.vigil.node.store.StoreTypes} says how values become columns, and its contract test is abstract in the store, so
 * that a second database can join by one subclass.
 */
@NullMarked
package eu.vigil.node.store;

import org.jspecify.annotations.NullMarked;
