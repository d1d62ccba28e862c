// SPDX-License-Identifier: Apache-2.0

/** What an owner writes down: how its node runs, and what it allows to whom. */
@NullMarked
package dev.parley.node.config;

import org.jspecify.annotations.NullMarked;
