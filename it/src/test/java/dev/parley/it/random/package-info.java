// SPDX-License-Identifier: Apache-2.0

/** Random queries of random federations, compared with one merged plaintext PostgreSQL. */
@NullMarked
package dev.parley.it.random;

import org.jspecify.annotations.NullMarked;
