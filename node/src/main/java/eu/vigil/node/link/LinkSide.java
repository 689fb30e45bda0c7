package eu.vigil.node.link;

import eu.vigil.protocol.link.LinkAction;
import eu.vigil.protocol.link.LinkEnd;

/** What the node makes of a link: the listener's or the dialler's side. Called on the link's event loop. */
interface LinkSide {
    void opened(LinkHandler link, LinkAction.Open open);

    void forListener(LinkHandler link, LinkAction.ForListener action);

    void forDialler(LinkHandler link, LinkAction.ForDialler action);

    /** Comes exactly once, last. */
    void ended(LinkHandler link, LinkEnd end);
}
