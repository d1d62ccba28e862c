// SPDX-License-Identifier: Apache-2.0

/**
 * The owner's database: what kind it is, what is in it, and how it is reached without rights to
 * harm.
 */
@NullMarked
package dev.parley.node.database;

import org.jspecify.annotations.NullMarked;
