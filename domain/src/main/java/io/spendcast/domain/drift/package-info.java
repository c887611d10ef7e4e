/** How the customers to be scored differ from those the models learned from, feature by feature. */
package io.spendcast.domain.drift;
