// SPDX-License-Identifier: Apache-2.0

/** What a node publishes of its tables: names, types, and the uses that its owner allows. */
@NullMarked
package dev.parley.protocol.catalog;

import org.jspecify.annotations.NullMarked;
