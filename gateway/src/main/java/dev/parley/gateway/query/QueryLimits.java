// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.gateway.config.ActionSettings;

/**
 * What secure queries go by.
 *
 * @param maxGroups the most groups an answer may have
 */
public record QueryLimits(ActionSettings action, int maxGroups) {}
