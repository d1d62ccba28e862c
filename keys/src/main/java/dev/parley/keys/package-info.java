// SPDX-License-Identifier: Apache-2.0

/** The only module that can decrypt, open and sign. */
@NullMarked
package dev.parley.keys;

import org.jspecify.annotations.NullMarked;
