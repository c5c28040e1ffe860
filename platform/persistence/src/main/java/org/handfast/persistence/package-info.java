/**
 * The store over a database: H2 in the hub's own process, or PostgreSQL. This module is the only one that names JPA and
 * Hibernate, so that nothing else can come to depend on when a row is loaded or a session is open.
 *
 * <p>{@link org.handfast.persistence.Database} opens a data source and gives the store. Reads go straight to the tables.
 * Commits of callers that come at the same time share one transaction: {@link org.handfast.persistence.GroupCommit} brings
 * them together, and {@link org.handfast.persistence.Settlement} loads what they touch, lets a
 * {@link org.handfast.core.store.MemoryStore} judge them one after the other, and writes what became of it.
 */
@NullMarked
package org.handfast.persistence;

import org.jspecify.annotations.NullMarked;
