"""Who the State is: agencies, units, desks, posts, officers, delegation, provinces and communes, all dated."""
