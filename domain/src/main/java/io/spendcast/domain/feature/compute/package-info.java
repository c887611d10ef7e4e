/** The one calculator of point-in-time customer features, from daily spend. */
package io.spendcast.domain.feature.compute;
