// SPDX-License-Identifier: Apache-2.0

/** What an operator writes in gateway.yaml and federation.yaml. */
@NullMarked
package dev.parley.gateway.config;

import org.jspecify.annotations.NullMarked;
