// SPDX-License-Identifier: Apache-2.0

/** Hashes of the passwords with which people log in. */
@NullMarked
package dev.parley.crypto.password;

import org.jspecify.annotations.NullMarked;
