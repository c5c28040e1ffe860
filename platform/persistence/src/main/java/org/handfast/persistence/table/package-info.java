/**
 * The tables: rows as Hibernate maps them, and beside each what finds and writes its records. Nothing outside this package
 * sees a row or a query. Each class works in one session, for one thread.
 */
@NullMarked
package org.handfast.persistence.table;

import org.jspecify.annotations.NullMarked;
