/** What an administrator does, by the token of the hub's own machine. */
@NullMarked
package org.handfast.cli.admin;

import org.jspecify.annotations.NullMarked;
