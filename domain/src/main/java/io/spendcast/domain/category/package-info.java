/** The item categories that features know. */
package io.spendcast.domain.category;
