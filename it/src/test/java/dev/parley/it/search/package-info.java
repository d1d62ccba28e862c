// SPDX-License-Identifier: Apache-2.0

/** A search of bytes for values in all the forms in which they might leak. */
@NullMarked
package dev.parley.it.search;

import org.jspecify.annotations.NullMarked;
