// SPDX-License-Identifier: Apache-2.0

/** OpenWhisk's REST paths: packages, actions, activations, web actions. */
@NullMarked
package dev.parley.actionhost.api;

import org.jspecify.annotations.NullMarked;
