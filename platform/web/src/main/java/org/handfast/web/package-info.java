/** The admin side: REST, live events and the console on Payara, by feature. Nothing points here. */
@NullMarked
package org.handfast.web;

import org.jspecify.annotations.NullMarked;
