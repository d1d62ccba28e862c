// SPDX-License-Identifier: Apache-2.0

/** What an operator writes in actions.yaml. */
@NullMarked
package dev.parley.actionhost.config;

import org.jspecify.annotations.NullMarked;
