// SPDX-License-Identifier: Apache-2.0

/** Every way in which a query can fail, with its SQLSTATE. */
@NullMarked
package dev.parley.protocol.error;

import org.jspecify.annotations.NullMarked;
