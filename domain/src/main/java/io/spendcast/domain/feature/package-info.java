/** Point-in-time customer features: their one definition and the one calculator behind it. */
package io.spendcast.domain.feature;
