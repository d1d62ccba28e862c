// SPDX-License-Identifier: Apache-2.0

/** How the owner's indexes are made to find the rows that are nearest. */
@NullMarked
package dev.parley.node.knn;

import org.jspecify.annotations.NullMarked;
