// SPDX-License-Identifier: Apache-2.0
/** Where rows are, over owners with databases of all kinds. */
@NullMarked
package dev.parley.it.spatial;

import org.jspecify.annotations.NullMarked;
