/** What a model version carries, and the tags that hold it. */
package io.spendcast.domain.card;
