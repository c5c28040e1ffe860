/**
 * The store over a database: H2 in the hub's own process, or PostgreSQL. This module is the only one that names JPA and
 * Hibernate, so that nothing else can come to depend on when a row is loaded or a session is open.
 */
@NullMarked
package org.handfast.persistence;

import org.jspecify.annotations.NullMarked;
