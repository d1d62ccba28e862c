// SPDX-License-Identifier: Apache-2.0

/** Certificates for servers on one machine, and for tests of what is wrong with certificates. */
@NullMarked
package dev.parley.testkit.tls;

import org.jspecify.annotations.NullMarked;
