// SPDX-License-Identifier: Apache-2.0

/** A federation over TLS, and who gets no connection to it. */
@NullMarked
package dev.parley.it.tls;

import org.jspecify.annotations.NullMarked;
